/**
 * The variants of a product by their attribute values.
 *
 * Values are read once: a product may have hundreds of variants, and reading them for
 * each value of each attribute, whenever something is drawn, takes seconds (OA-06).
 */
export class VariantIndex {
    /** @param {object} template `product.template` */
    constructor(template) {
        this.variants = [...template.product_variant_ids];
        this.valueIds = new Map(
            this.variants.map((variant) => [
                variant.id,
                new Set(variant.product_template_attribute_value_ids.map(({id}) => id)),
            ])
        );
        this.attributes = this.findAttributes(template);
    }

    /**
     * The attributes that tell the variants apart, each with the values that some
     * variant has, in the order in which they are defined.
     *
     * @returns {{id: number, name: string, values: object[]}[]}
     */
    findAttributes(template) {
        const used = new Set([...this.valueIds.values()].flatMap((ids) => [...ids]));
        return template.attribute_line_ids
            .filter(({attribute_id}) => attribute_id?.create_variant !== "no_variant")
            .map((line) => ({
                id: line.id,
                name: line.attribute_id?.name || "",
                values: line.product_template_value_ids.filter(({id}) => used.has(id)),
            }))
            .filter(({values}) => values.length > 1);
    }

    /** Whether a variant has an attribute value, both as records. */
    hasValue(variant, value) {
        return Boolean(this.valueIds.get(variant.id)?.has(value.id));
    }

    /** @returns {object|undefined} the value that a variant has of an attribute */
    getValueOf(variant, attribute) {
        return attribute.values.find((value) => this.hasValue(variant, value));
    }

    /**
     * The variant that has exactly these values of the attributes that tell apart.
     *
     * @param {object[]} values
     * @returns {object|undefined} undefined where that combination does not exist
     */
    find(values) {
        return this.variants.find((variant) =>
            values.every((value) => this.hasValue(variant, value))
        );
    }

    /** @returns {object|undefined} the variant with the first values, if there is any */
    get first() {
        const values = this.attributes.map((attribute) => attribute.values[0]);
        return this.find(values) || this.variants[0];
    }

    /**
     * The variant that a cashier gets who chooses one value: with the other values as
     * they are, or where that does not exist, with as many of them as possible.
     */
    choose(variant, value) {
        const wanted = [...(this.valueIds.get(variant.id) || [])];
        const countShared = (other) =>
            wanted.filter((id) => this.valueIds.get(other.id).has(id)).length;
        return this.variants
            .filter((other) => this.hasValue(other, value))
            .reduce((best, other) =>
                best && countShared(best) >= countShared(other) ? best : other
            );
    }

    /**
     * The grid of two attributes of the product (IL-04), or a list of one.
     *
     * @param {object} variant whose values hold of all attributes after the second
     * @returns {{columns: object[], rows: {value: object,
     *     cells: (object|undefined)[]}[]}} values and variants; undefined where there is
     *     no such variant
     */
    buildMatrix(variant) {
        const [first, second, ...others] = this.attributes;
        const fixed = others.map((attribute) => this.getValueOf(variant, attribute));
        const columns = second?.values || [];
        const rows = (first?.values || []).map((value) => ({
            value,
            cells: (second ? columns : [undefined]).map((column) =>
                this.find([value, column, ...fixed].filter(Boolean))
            ),
        }));
        return {columns, rows};
    }
}
