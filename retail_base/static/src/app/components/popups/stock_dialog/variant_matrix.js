import {Component} from "@odoo/owl";
import {formatQuantity, getLevelColour} from "@retail_base/app/utils/stock_places";
import {VariantIndex} from "@retail_base/app/utils/variant_index";
import {VariantChooser} from "./variant_chooser";

/** What one place has of all variants: two attributes as a grid, one as a list. */
export class VariantMatrix extends Component {
    static template = "retail_base.VariantMatrix";
    static components = {VariantChooser};
    static props = {
        variants: VariantIndex,
        variant: Object,
        figures: Object,
        choose: Function,
    };

    /** The attributes that the grid has no room for. */
    get otherAttributes() {
        return this.props.variants.attributes.slice(2);
    }

    get matrix() {
        return this.props.variants.buildMatrix(this.props.variant);
    }

    /** @returns {object|undefined} undefined where the variant does not exist any more */
    getFigures(variant) {
        return variant && this.props.figures[variant.id];
    }

    /** The colour of what customers are told, where they are told something. */
    getFreeClass(figures) {
        if (figures.level) {
            return `text-${getLevelColour(figures)}`;
        }
        return figures.free > 0 ? "" : "text-muted";
    }

    formatQuantity(quantity) {
        return formatQuantity(quantity);
    }
}
