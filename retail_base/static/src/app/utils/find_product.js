import {GS1BarcodeError} from "@barcodes_gs1_nomenclature/js/barcode_parser";

/**
 * Read a number as a scanner types it into a field: weighed goods and GS1 codes hold more
 * than the barcode of the product.
 *
 * @param {object} [parser] of the nomenclature, where there is one
 * @param {string} text
 * @returns {string} the barcode, or the text as it is
 */
export function readNumber(parser, text) {
    try {
        const parsed = parser?.parse_barcode(text) || {};
        const product = Array.isArray(parsed)
            ? parsed.find(({type}) => type === "product")
            : parsed;
        return product?.base_code || text;
    } catch (error) {
        if (error instanceof GS1BarcodeError) {
            return text;
        }
        throw error;
    }
}

/** @returns {boolean} whether stores have stock of a product */
export function hasStock(template) {
    return template.type === "consu";
}

function findLoaded(pos, number) {
    const products = pos.models["product.product"];
    const product =
        products.getBy("barcode", number) ||
        pos.models["product.uom"].getBy("barcode", number)?.product_id ||
        products.find(
            ({default_code: code}) =>
                code && code.toLowerCase() === number.toLowerCase()
        );
    return product && hasStock(product.product_tmpl_id) ? product : undefined;
}

/**
 * Find products by number, barcode or words, also what this register has not loaded.
 *
 * @param {object} pos the `PosStore`
 * @param {string} term
 * @returns {Promise<{product?: object, templates: object[]}>} the variant with this very
 *     number, otherwise the products to choose from
 * @throws {Error} the server could not be asked
 */
export async function findProducts(pos, term) {
    const loaded = findLoaded(pos, term);
    if (loaded) {
        return {product: loaded, templates: [loaded.product_tmpl_id]};
    }
    const found = await pos.data.call("product.product", "find_for_look_up", [
        pos.config.id,
        term,
    ]);
    const templates = pos.models["product.template"];
    const missing = found.template_ids.filter((id) => !templates.get(id));
    if (missing.length) {
        await pos.loadNewProducts([["id", "in", missing]]);
    }
    return {
        product: pos.models["product.product"].get(found.product_id),
        templates: found.template_ids.map((id) => templates.get(id)).filter(Boolean),
    };
}
