import {Component, onWillStart, useState} from "@odoo/owl";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {describeError} from "@retail_base/app/utils/describe_error";
import {Dialog} from "@web/core/dialog/dialog";
import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/views/fields/formatters";

const {DateTime} = luxon;

/** What the stores that this register may promise have of a product. */
export class StockDialog extends Component {
    static template = "retail_base.StockDialog";
    static components = {Dialog};
    static props = {
        template: Object,
        product: {type: Object, optional: true},
        close: Function,
    };

    setup() {
        this.pos = usePos();
        this.variants = this.props.template.product_variant_ids;
        this.state = useState({
            productId: (this.props.product || this.variants[0])?.id,
            stores: [],
            message: "",
        });
        onWillStart(() => this.loadStores());
    }

    async loadStores() {
        try {
            this.state.stores = await this.pos.data.call(
                "product.product",
                "get_store_availability",
                [this.pos.config.id, this.variants.map((variant) => variant.id)]
            );
        } catch (error) {
            this.state.message = describeError(error);
        }
    }

    /** The register's own store first, then the others by what they have. */
    get rows() {
        const rows = this.state.stores.map((store) => ({
            ...store,
            ...store.products[this.state.productId],
        }));
        return rows.sort((a, b) => b.is_current - a.is_current || b.free - a.free);
    }

    get unit() {
        return this.props.template.uom_id?.name || "";
    }

    getVariantName(variant) {
        const values = variant.product_template_variant_value_ids.map(
            (value) => value.name
        );
        return values.join(", ") || variant.display_name;
    }

    formatQuantity(quantity) {
        return formatFloat(quantity, {trailingZeros: false});
    }

    formatIncoming(row) {
        const quantity = this.formatQuantity(row.incoming);
        if (!row.next_date) {
            return _t("%s incoming", quantity);
        }
        const date = DateTime.fromISO(row.next_date).toLocaleString({
            weekday: "short",
            day: "numeric",
            month: "short",
        });
        return _t("%(quantity)s incoming, %(date)s", {quantity, date});
    }
}
