import {patch} from "@web/core/utils/patch";
import {ProductScreen} from "@point_of_sale/app/screens/product_screen/product_screen";
import {useBarcodeReader} from "@point_of_sale/app/hooks/barcode_reader_hook";

patch(ProductScreen.prototype, {
    setup() {
        super.setup(...arguments);
        useBarcodeReader({retail_receipt: this._barcodeReceiptAction});
    },
    async _barcodeReceiptAction(code) {
        this.pos.navigate("Returns", {term: code.base_code});
    },
});
