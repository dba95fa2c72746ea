import {patch} from "@web/core/utils/patch";
import {ResPartner} from "@point_of_sale/app/models/res_partner";

patch(ResPartner.prototype, {
    /** One line, as on a badge or a card: "Storgata 1, 0155 Oslo". */
    get fulfilmentAddress() {
        const city = [this.zip, this.city].filter(Boolean).join(" ");
        return [this.street, this.street2, city].filter(Boolean).join(", ");
    },
    get canBeShippedTo() {
        return Boolean(this.street && this.city);
    },
});
