import {Component} from "@odoo/owl";
import {StockLevel} from "./stock_level";
import {
    describeIncoming,
    describeOpening,
    describeShown,
    formatDistance,
    formatQuantity,
} from "@retail_base/app/utils/stock_places";

/** One store or warehouse: what it has, and on a tap where it is and what can be done. */
export class StockRow extends Component {
    static template = "retail_base.StockRow";
    static components = {StockLevel};
    static props = {
        place: Object,
        figures: {type: Object, optional: true},
        unit: String,
        isOpen: Boolean,
        toggle: Function,
        slots: {type: Object, optional: true},
    };

    get where() {
        const {place} = this.props;
        const city = place.name.includes(place.city) ? "" : place.city;
        const distance = !place.is_current && formatDistance(place.distance);
        return [city, distance].filter(Boolean).join(" · ");
    }

    get opening() {
        return describeOpening(this.props.place.opening);
    }

    get incoming() {
        return describeIncoming(this.props.figures);
    }

    get shown() {
        return describeShown(this.props.figures);
    }

    formatQuantity(quantity) {
        return formatQuantity(quantity);
    }
}
