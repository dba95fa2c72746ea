import {patch} from "@web/core/utils/patch";
import {normalize} from "@web/core/l10n/utils";
import {ProductTemplate} from "@point_of_sale/app/models/product_template";

function getPackagings(template) {
    return template.product_variant_ids.flatMap(
        (product) => product.backLink("<-product.uom.product_id") || []
    );
}

patch(ProductTemplate.prototype, {
    /** What the server searches beside what core does (PS-01). */
    get searchString() {
        const values = this.attribute_line_ids.flatMap((line) =>
            line.product_template_value_ids.map((value) => value.name)
        );
        const barcodes = getPackagings(this).map((packaging) => packaging.barcode);
        const texts = [this.description_sale, ...values, ...barcodes].filter(Boolean);
        return [super.searchString, ...texts.map(normalize)].join(" ");
    },

    /** The references and barcodes that name the product as a whole. */
    get searchCodes() {
        return [this, ...this.product_variant_ids, ...getPackagings(this)]
            .flatMap((record) => [record.default_code, record.barcode])
            .filter(Boolean)
            .map(normalize);
    },
});
