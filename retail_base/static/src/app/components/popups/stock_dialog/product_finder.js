import {Component, useState} from "@odoo/owl";
import {useProductScanner} from "@retail_base/app/hooks/product_scanner_hook";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {describeError} from "@retail_base/app/utils/describe_error";
import {findProducts, readNumber} from "@retail_base/app/utils/find_product";
import {useAutofocus, useService} from "@web/core/utils/hooks";
import {_t} from "@web/core/l10n/translation";

/** A field for a product number, a barcode or words; the scanner may be used anywhere. */
export class ProductFinder extends Component {
    static template = "retail_base.ProductFinder";
    static props = {choose: Function};

    setup() {
        this.pos = usePos();
        this.barcodeReader = useService("barcode_reader");
        this.input = useAutofocus({refName: "term"});
        this.state = useState({term: "", templates: [], message: "", busy: false});
        const scan = ({base_code: number}) => this.find(number);
        useProductScanner(scan);
    }

    onKeydown(event) {
        if (event.key === "Enter") {
            this.search();
        }
    }

    async search() {
        const term = this.state.term.trim();
        if (term) {
            await this.find(readNumber(this.barcodeReader?.parser, term));
        }
    }

    async find(term) {
        Object.assign(this.state, {templates: [], message: "", busy: true});
        try {
            const {product, templates} = await findProducts(this.pos, term);
            if (product || templates.length === 1) {
                this.choose(templates[0], product);
            } else {
                this.state.templates = templates;
                this.state.message = templates.length
                    ? ""
                    : _t("No product for “%s”. Try its name or its number.", term);
            }
        } catch (error) {
            this.state.message = describeError(error);
        } finally {
            this.state.busy = false;
        }
        this.input.el?.select();
    }

    choose(template, product) {
        Object.assign(this.state, {term: "", templates: [], message: ""});
        this.props.choose(template, product);
    }
}
