import {Component} from "@odoo/owl";
import {formatQuantity, getLevelColour} from "@retail_base/app/utils/stock_places";
import {buildMatrix, getVariantAttributes} from "@retail_base/app/utils/variant_matrix";
import {VariantChooser} from "./variant_chooser";

/** What one place has of all variants: two attributes as a grid, one as a list. */
export class VariantMatrix extends Component {
    static template = "retail_base.VariantMatrix";
    static components = {VariantChooser};
    static props = {variant: Object, figures: Object, choose: Function};

    get product() {
        return this.props.variant.product_tmpl_id;
    }

    /** The attributes that the grid has no room for. */
    get otherAttributes() {
        return getVariantAttributes(this.product).slice(2);
    }

    get matrix() {
        return buildMatrix(this.product, this.props.variant);
    }

    /** @returns {object|undefined} undefined where the variant does not exist any more */
    getFigures(variant) {
        return variant && this.props.figures[variant.id];
    }

    getLevelClass(figures) {
        return `text-${getLevelColour(figures)}`;
    }

    formatQuantity(quantity) {
        return formatQuantity(quantity);
    }
}
