import {toRaw} from "@odoo/owl";
import {RAW_SYMBOL} from "@point_of_sale/app/models/related_models/utils";
import {normalize} from "@web/core/l10n/utils";

const CHUNK = 200;

/**
 * What the loaded products are searched by (PS-01), read once.
 *
 * Records tell who reads them what changes; for thousands of products at each key that
 * is typed this takes seconds. Their plain data takes milliseconds.
 */
export class ProductIndex {
    /** @param {object} models of the register, see `PosStore.models` */
    constructor(models) {
        this.models = toRaw(models);
        this.entries = new Map();
        // Whether all was read ahead: before, only who searches waits for it.
        this.isWarm = false;
        this.stale = new Set(this.models["product.template"].getAllIds());
        this.listen("product.template", (template) => template.id);
        this.listen("product.product", (product) => product.product_tmpl_id);
        this.listen(
            "product.uom",
            ({product_id}) => this.read("product.product", product_id)?.product_tmpl_id
        );
    }

    /** Read a product again when a record of a model changes. */
    listen(model, getTemplateId) {
        const mark = (id) => {
            const data = this.read(model, id);
            const templateId = data && getTemplateId(data);
            if (templateId) {
                this.stale.add(templateId);
            }
        };
        const records = this.models[model];
        records.addEventListener("create", ({ids}) => ids.forEach(mark));
        records.addEventListener("update", ({id}) => mark(id));
        if (model === "product.template") {
            records.addEventListener("delete", ({id}) => this.entries.delete(id));
        }
    }

    read(model, id) {
        const record = this.models[model].get(id);
        return record && toRaw(record)[RAW_SYMBOL];
    }

    readMany(model, ids) {
        return [...(ids || [])].map((id) => this.read(model, id)).filter(Boolean);
    }

    /** @returns {object[]} one entry for each loaded product */
    getEntries() {
        this.readStale(this.stale.size);
        return [...this.entries.values()];
    }

    readStale(count) {
        const ids = [...this.stale].slice(0, count);
        const packagings = ids.length ? this.groupPackagings() : new Map();
        for (const id of ids) {
            this.stale.delete(id);
            const template = this.read("product.template", id);
            if (template) {
                this.entries.set(id, this.describe(template, packagings));
            }
        }
    }

    groupPackagings() {
        const barcodes = new Map();
        const ids = this.models["product.uom"].getAllIds();
        for (const {product_id, barcode} of this.readMany("product.uom", ids)) {
            barcodes.set(product_id, [...(barcodes.get(product_id) || []), barcode]);
        }
        return barcodes;
    }

    describe(template, packagings) {
        const variants = this.readMany("product.product", template.product_variant_ids);
        const values = this.readMany(
            "product.template.attribute.line",
            template.attribute_line_ids
        ).flatMap((line) =>
            this.readMany(
                "product.template.attribute.value",
                line.product_template_value_ids
            )
        );
        const codes = [template, ...variants]
            .flatMap(({default_code, barcode}) => [default_code, barcode])
            .concat(variants.flatMap(({id}) => packagings.get(id) || []))
            .filter(Boolean)
            .map(normalize);
        const texts = [
            template.description_sale,
            ...variants.map(({display_name}) => display_name),
            ...values.map(({name}) => name),
        ];
        const name = normalize(template.name || "");
        return {
            id: template.id,
            name,
            codes,
            text: [name, ...codes, ...texts.filter(Boolean).map(normalize)].join(" "),
            isSold: Boolean(template.active && template.available_in_pos),
            categoryIds: [...(template.pos_categ_ids || [])],
        };
    }

    /**
     * Read ahead, a little at a time, so that the first key finds all read.
     *
     * @param {Function} tell is called when all is read
     */
    warmUp(tell) {
        if (this.stale.size) {
            this.readStale(CHUNK);
            setTimeout(() => this.warmUp(tell));
        } else {
            this.isWarm = true;
            tell();
        }
    }
}
