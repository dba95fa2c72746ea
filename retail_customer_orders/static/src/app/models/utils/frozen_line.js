/**
 * A cart line as plain data and back. Walks the fields of the model instead of naming
 * them, so that a line keeps what other addons store on it.
 */
const OWN_IDENTITY = new Set(["id", "uuid", "order_id", "write_date", "create_date"]);

function isKept(name, field, model) {
    return !(
        OWN_IDENTITY.has(name) ||
        field.dummy ||
        field.compute ||
        field.related ||
        field.relation === model.name || // combos are tied again by uuid
        (field.relation && !model.models[field.relation])
    );
}

function freezeFields(record, inverseName) {
    const raw = record.raw;
    const values = {};
    for (const [name, field] of Object.entries(record.model.fields)) {
        if (name === inverseName || !isKept(name, field, record.model)) {
            continue;
        }
        if (field.type === "one2many") {
            values[name] = record[name].map((child) =>
                freezeFields(child, field.inverse_name)
            );
        } else if (field.type === "many2many") {
            values[name] = [...(raw[name] || [])].filter(
                (id) => typeof id === "number"
            );
        } else if (field.relation) {
            values[name] = typeof raw[name] === "number" ? raw[name] : false;
        } else {
            values[name] = raw[name] ?? false;
        }
    }
    return JSON.parse(JSON.stringify(values));
}

/**
 * @param {import("@point_of_sale/app/models/pos_order_line").PosOrderline} line
 * @returns {{uuid: string, parent: string|false, values: object}} plain, fit for Json
 */
export function freezeLine(line) {
    return {
        uuid: line.uuid,
        parent: line.combo_parent_id?.uuid || false,
        values: freezeFields(line),
    };
}

function thawFields(model, values) {
    const thawed = {};
    for (const [name, value] of Object.entries(values)) {
        const field = model.fields[name];
        if (!field || value === false) {
            continue;
        }
        const related = model.models[field.relation];
        if (field.type === "one2many") {
            thawed[name] = value.map((child) => ["create", thawFields(related, child)]);
        } else if (field.type === "many2many") {
            thawed[name] = [["link", ...related.readMany(value)]];
        } else {
            thawed[name] = value;
        }
    }
    return thawed;
}

/**
 * Creates the lines again, with new uuids: a line that the server has deleted cannot be
 * created a second time under its old one in the same message.
 *
 * @param {import("@point_of_sale/app/models/pos_order").PosOrder} order
 * @param {ReturnType<typeof freezeLine>[]} frozenLines parents before their children
 */
export function thawLines(order, frozenLines) {
    const lineModel = order.models["pos.order.line"];
    const created = {};
    for (const {uuid, parent, values} of frozenLines) {
        created[uuid] = lineModel.create({
            ...thawFields(lineModel, values),
            order_id: order,
            ...(created[parent] ? {combo_parent_id: created[parent]} : {}),
        });
    }
    return Object.values(created);
}
