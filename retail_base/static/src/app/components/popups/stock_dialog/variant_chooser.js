import {Component} from "@odoo/owl";
import {
    chooseValue,
    findVariant,
    getValueOf,
} from "@retail_base/app/utils/variant_matrix";

/** Chooses a variant attribute by attribute. */
export class VariantChooser extends Component {
    static template = "retail_base.VariantChooser";
    static props = {attributes: Array, variant: Object, choose: Function};

    get product() {
        return this.props.variant.product_tmpl_id;
    }

    isChosen(attribute, value) {
        return getValueOf(this.props.variant, attribute)?.id === value.id;
    }

    /** Whether it exists with the other values as they are. */
    exists(attribute, value) {
        const others = this.props.attributes
            .filter(({id}) => id !== attribute.id)
            .map((other) => getValueOf(this.props.variant, other));
        return Boolean(findVariant(this.product, [value, ...others].filter(Boolean)));
    }

    choose(value) {
        this.props.choose(chooseValue(this.product, this.props.variant, value));
    }
}
