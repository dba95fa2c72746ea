/**
 * Reads what was scanned: a barcode, also with a quantity in it, or the elements of a
 * GS1 barcode.
 *
 * @param {object|object[]} barcode as the barcode reader parsed it
 * @returns {[string, number, string]} code, quantity (0 when the barcode has none), lot
 */
export function readBarcode(barcode) {
    if (!Array.isArray(barcode)) {
        const {type, value, base_code, code} = barcode;
        const hasQuantity = type === "quantity" || type === "weight";
        return [base_code || code, hasQuantity ? value : 0, ""];
    }
    const find = (type) => barcode.find((element) => element.type === type);
    const product = find("product");
    const lot = find("lot")?.value || "";
    const code = product ? product.base_code || product.value : lot;
    return [code || "", find("quantity")?.value || 0, lot];
}
