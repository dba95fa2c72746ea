import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {Dialog} from "@web/core/dialog/dialog";
import {useAutofocus} from "@web/core/utils/hooks";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {describeError} from "@retail_base/app/utils/describe_error";

/** A new delivery address of the customer. Resolves with its id. */
export class AddressDialog extends Component {
    static template = "retail_customer_orders.AddressDialog";
    static components = {Dialog};
    static props = {partner: Object, getPayload: Function, close: Function};

    setup() {
        this.pos = usePos();
        useAutofocus({refName: "street", mobile: true});
        this.state = useState({error: "", saving: false});
        this.values = useState({
            name: this.props.partner.name,
            street: "",
            street2: "",
            zip: "",
            city: "",
            phone: this.props.partner.phone || "",
            country_id:
                (this.props.partner.country_id || this.pos.company.country_id)?.id ||
                false,
        });
    }

    get countries() {
        return this.pos.models["res.country"].getAll();
    }

    get isComplete() {
        return Boolean(this.values.street.trim() && this.values.city.trim());
    }

    async save() {
        this.state.error = "";
        this.state.saving = true;
        try {
            const id = await this.createAddress();
            this.props.getPayload(id);
            this.props.close();
        } catch (error) {
            this.state.error = describeError(
                error,
                _t("A new address needs the network. Try again when it is back.")
            );
        } finally {
            this.state.saving = false;
        }
    }

    async createAddress() {
        const {id} = await this.pos.data.call(
            "retail.order.request",
            "create_address_from_ui",
            [this.pos.config.id, this.props.partner.id, {...this.values}]
        );
        return id;
    }
}
