import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const ICONS = {
    carried: "fa-check text-success",
    unrestricted: "fa-check text-muted",
    blocked: "fa-ban text-warning",
    no_till: "fa-check text-warning",
    excluded: "fa-times text-danger",
    not_started: "fa-clock-o text-info",
    stopped: "fa-ban text-danger",
};
const OTHER_ICON = "fa-minus text-muted opacity-50";

/** Products by stores: a sign in each cell says what, its tooltip and a click say why. */
export class RangeMatrix extends Component {
    static template = "retail_assortment.RangeMatrix";
    static props = {...standardFieldProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get matrix() {
        return this.props.record.data[this.props.name] || {products: [], stores: []};
    }

    /** The statuses that the cells have, for the legend. */
    get legend() {
        const {products, labels} = this.matrix;
        const verdicts = new Set(
            products.flatMap((product) => product.cells.map((cell) => cell.verdict))
        );
        return Object.entries(labels || {}).filter(([verdict]) =>
            verdicts.has(verdict)
        );
    }

    getIcon(verdict) {
        return ICONS[verdict] || OTHER_ICON;
    }

    async explain(product, store) {
        this.action.doAction(
            await this.orm.call("retail.range.matrix", "explain_cell", [
                product.id,
                store.id,
            ])
        );
    }
}

registry.category("fields").add("retail_range_matrix", {
    component: RangeMatrix,
    supportedTypes: ["jsonb"],
});
