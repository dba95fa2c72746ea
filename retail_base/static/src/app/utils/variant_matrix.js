/** Whether a variant has an attribute value, both as records. */
function hasValue(variant, value) {
    return variant.product_template_attribute_value_ids.some(({id}) => id === value.id);
}

/**
 * The attributes that tell the variants of a product apart, each with the values that
 * some variant has, in the order in which they are defined.
 *
 * @param {object} template `product.template`
 * @returns {{id: number, name: string, values: object[]}[]}
 */
export function getVariantAttributes(template) {
    const variants = template.product_variant_ids;
    return template.attribute_line_ids
        .filter(({attribute_id}) => attribute_id?.create_variant !== "no_variant")
        .map((line) => ({
            id: line.id,
            name: line.attribute_id?.name || "",
            values: line.product_template_value_ids.filter((value) =>
                variants.some((variant) => hasValue(variant, value))
            ),
        }))
        .filter(({values}) => values.length > 1);
}

/**
 * The variant that has exactly these values of the attributes that tell apart.
 *
 * @param {object} template
 * @param {object[]} values
 * @returns {object|undefined} undefined where that combination does not exist
 */
export function findVariant(template, values) {
    return template.product_variant_ids.find((variant) =>
        values.every((value) => hasValue(variant, value))
    );
}

/** @returns {object|undefined} the variant with the first values, if there is any */
export function getFirstVariant(template) {
    const values = getVariantAttributes(template).map(
        (attribute) => attribute.values[0]
    );
    return findVariant(template, values) || template.product_variant_ids[0];
}

/** @returns {object|undefined} the value that a variant has of an attribute */
export function getValueOf(variant, attribute) {
    return attribute.values.find((value) => hasValue(variant, value));
}

/**
 * The variant that a cashier gets who chooses one value: with the other values as they
 * are, or where that does not exist, with as many of them as possible.
 */
export function chooseValue(template, variant, value) {
    const shared = (other) =>
        other.product_template_attribute_value_ids.filter((one) =>
            hasValue(variant, one)
        ).length;
    return template.product_variant_ids
        .filter((other) => hasValue(other, value))
        .reduce((best, other) =>
            best && shared(best) >= shared(other) ? best : other
        );
}

/**
 * The grid of two attributes of a product (IL-04), or a list of one.
 *
 * @param {object} template
 * @param {object} variant whose values hold of all attributes after the second
 * @returns {{columns: object[], rows: {value: object, cells: (object|undefined)[]}[]}}
 *     values and variants; undefined where there is no such variant
 */
export function buildMatrix(template, variant) {
    const [first, second, ...others] = getVariantAttributes(template);
    const fixed = others.map((attribute) => getValueOf(variant, attribute));
    const columns = second?.values || [];
    const rows = (first?.values || []).map((value) => ({
        value,
        cells: (second ? columns : [undefined]).map((column) =>
            findVariant(template, [value, column, ...fixed].filter(Boolean))
        ),
    }));
    return {columns, rows};
}
