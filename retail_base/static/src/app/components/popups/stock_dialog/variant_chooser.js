import {Component} from "@odoo/owl";
import {VariantIndex} from "@retail_base/app/utils/variant_index";

/** Chooses a variant attribute by attribute. */
export class VariantChooser extends Component {
    static template = "retail_base.VariantChooser";
    static props = {
        variants: VariantIndex,
        attributes: Array,
        variant: Object,
        choose: Function,
    };

    isChosen(value) {
        return this.props.variants.hasValue(this.props.variant, value);
    }

    /** Whether it exists with the other values as they are. */
    exists(attribute, value) {
        const {variants, variant, attributes} = this.props;
        const others = attributes
            .filter(({id}) => id !== attribute.id)
            .map((other) => variants.getValueOf(variant, other));
        return Boolean(variants.find([value, ...others].filter(Boolean)));
    }

    choose(value) {
        this.props.choose(this.props.variants.choose(this.props.variant, value));
    }
}
