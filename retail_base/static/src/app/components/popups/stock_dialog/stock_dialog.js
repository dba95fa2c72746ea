import {Component, onWillStart, useState} from "@odoo/owl";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {describeError} from "@retail_base/app/utils/describe_error";
import {filterPlaces, sortPlaces} from "@retail_base/app/utils/stock_places";
import {VariantIndex} from "@retail_base/app/utils/variant_index";
import {Dialog} from "@web/core/dialog/dialog";
import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";
import {ProductFinder} from "./product_finder";
import {StockLevel} from "./stock_level";
import {StockRow} from "./stock_row";
import {VariantChooser} from "./variant_chooser";
import {VariantMatrix} from "./variant_matrix";

const PAGE = 50;

/**
 * What the stores and warehouses that this register may promise have of a product
 * (IL-01 to IL-04). Without a product it asks for one.
 */
export class StockDialog extends Component {
    static template = "retail_base.StockDialog";
    static components = {
        Dialog,
        ProductFinder,
        StockLevel,
        StockRow,
        VariantChooser,
        VariantMatrix,
    };
    static props = {
        template: {type: Object, optional: true},
        product: {type: Object, optional: true},
        line: {type: Object, optional: true},
        close: Function,
    };

    setup() {
        this.pos = usePos();
        this.dialog = useService("dialog");
        this.ui = useService("ui");
        this.lastRequest = 0;
        /** The variants of the product that is shown; they are read once. */
        this.variants = null;
        this.state = useState({
            productId: false,
            places: null,
            openPlaceId: false,
            /** The place whose variants are shown as a matrix, with their figures. */
            matrixPlace: null,
            message: "",
            order: "distance",
            text: "",
            onlyStock: false,
            shown: PAGE,
        });
        onWillStart(async () => {
            const {template, product} = this.props;
            if (template) {
                this.showProduct(template, product);
            }
        });
    }

    get product() {
        return this.pos.models["product.product"].get(this.state.productId);
    }

    get template() {
        return this.product?.product_tmpl_id;
    }

    get unit() {
        return this.template.uom_id?.name || "";
    }

    get attributes() {
        return this.variants?.attributes || [];
    }

    get orders() {
        return [
            {name: "distance", label: _t("Distance")},
            {name: "name", label: _t("Name")},
            {name: "quantity", label: _t("Quantity")},
        ];
    }

    get places() {
        const {places, productId, order} = this.state;
        const found = filterPlaces(places || [], this.state, productId);
        return sortPlaces(found, order, productId);
    }

    get imageUrl() {
        const known = this.template.image_128 && !this.pos.data.network.offline;
        return known && this.product.getImageUrl();
    }

    get number() {
        const {default_code: number, barcode} = this.product;
        return [number, barcode].filter(Boolean).join(" · ");
    }

    /** The line of the cart that the look-up began with, while it shows its product. */
    get line() {
        const {line} = this.props;
        return line?.product_id.id === this.state.productId ? line : undefined;
    }

    showProduct(template, product) {
        this.variants = new VariantIndex(template);
        const chosen = product || this.variants.first;
        if (!chosen) {
            this.state.productId = false;
            this.state.message = _t("%s has no variant yet.", template.displayName);
            return;
        }
        this.state.matrixPlace = null;
        this.showVariant(chosen);
    }

    showVariant(product) {
        this.state.productId = product.id;
        return this.load();
    }

    showMatrix(place) {
        this.state.matrixPlace = {...place, products: null};
        return this.load();
    }

    async showPlaces() {
        this.state.matrixPlace = null;
        await this.load();
    }

    /** Ask for live figures: of one variant everywhere, or of all variants in one place. */
    async load() {
        const request = ++this.lastRequest;
        const {matrixPlace, productId} = this.state;
        const asked = matrixPlace
            ? [
                  this.template.product_variant_ids.map(({id}) => id),
                  [matrixPlace.store_id],
              ]
            : [[productId], null];
        this.state.message = "";
        try {
            const places = await this.pos.data.call(
                "product.product",
                "get_store_availability",
                [this.pos.config.id, ...asked]
            );
            if (request === this.lastRequest) {
                this.takeOver(places);
            }
        } catch (error) {
            const message = describeError(error);
            if (request === this.lastRequest) {
                // Figures of before would pass for live ones.
                Object.assign(this.state, {message, places: null, matrixPlace: null});
            }
        }
    }

    takeOver(places) {
        if (this.state.matrixPlace) {
            this.state.matrixPlace = places[0] || null;
            return;
        }
        this.state.openPlaceId ||= places[0]?.store_id || false;
        this.state.places = places;
    }

    togglePlace(place) {
        const isOpen = this.state.openPlaceId === place.store_id;
        // Not false: that stands for the place that opens first.
        this.state.openPlaceId = isOpen ? null : place.store_id;
    }

    /**
     * What can be done with the product at a place (IL-03); addons add to the list.
     *
     * @param {object} place as `get_store_availability` gives it
     * @returns {{name: string, label: string, icon: string, isPrimary?: boolean,
     *     why?: string, run: Function}[]} with `why` where it cannot be done now
     */
    getRowActions(place) {
        const action = {
            name: "add_to_cart",
            label: _t("Add to cart"),
            icon: "fa-cart-plus",
            isPrimary: true,
            run: () => this.addToCart(),
        };
        return place.is_current ? [action] : [];
    }

    async addToCart() {
        const {product} = this;
        this.dialog.closeAll();
        await this.pos.addLookedUpProduct(product);
    }
}
