import {Component} from "@odoo/owl";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {Dialog} from "@web/core/dialog/dialog";
import {deserializeDateTime} from "@web/core/l10n/dates";

/** Tickets of this register that arrived, and that a manager has to look into. */
export class ReviewDialog extends Component {
    static template = "retail_base.ReviewDialog";
    static components = {Dialog};
    static props = {close: Function};

    setup() {
        this.pos = usePos();
        this.pos.refreshReviews();
    }

    get reviews() {
        return this.pos.reviews;
    }

    formatDate(date) {
        return deserializeDateTime(date).toLocaleString(luxon.DateTime.DATETIME_SHORT);
    }
}
