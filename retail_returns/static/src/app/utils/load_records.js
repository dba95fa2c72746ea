import {_t} from "@web/core/l10n/translation";
import {ReturnError} from "./returns";

/** @throws {ReturnError} a product cannot be loaded */
export async function loadProducts(pos, ids) {
    const isMissing = (id) => !pos.models["product.product"].get(id);
    const missing = ids.filter(isMissing);
    if (missing.length) {
        // What a store does not carry, or nobody sells any more, can still come back.
        await pos.data.callRelated(
            "product.template",
            "load_product_from_pos",
            [pos.config.id, [["product_variant_ids.id", "in", missing]], 0, 0],
            {context: {load_archived: true}},
            false
        );
    }
    if (ids.some(isMissing)) {
        throw new ReturnError(
            _t("A product of this sale could not be loaded into this register.")
        );
    }
}

export async function loadRecord(pos, model, id) {
    if (id && !pos.models[model].get(id)) {
        await pos.data.read(model, [id]);
    }
    return id ? pos.models[model].get(id) : undefined;
}
