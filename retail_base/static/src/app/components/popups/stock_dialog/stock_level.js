import {Component} from "@odoo/owl";
import {getLevelColour} from "@retail_base/app/utils/stock_places";

/** What customers are told of the stock of a product in one place (IL-06). */
export class StockLevel extends Component {
    static template = "retail_base.StockLevel";
    static props = {figures: Object};

    get colourClass() {
        return `text-bg-${getLevelColour(this.props.figures)}`;
    }
}
