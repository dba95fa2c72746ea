import {BarcodeReader} from "@point_of_sale/app/services/barcode_reader_service";
import {patch} from "@web/core/utils/patch";

/**
 * Core knows one dialog that has the scanner for itself. When a second one, opened from
 * it, is closed, the first has the scanner again, not the screen below.
 */
patch(BarcodeReader.prototype, {
    setup() {
        super.setup(...arguments);
        this.exclusiveCbMaps = [];
    },

    register(cbMap, exclusive) {
        const unregister = super.register(...arguments);
        if (!exclusive) {
            return unregister;
        }
        this.exclusiveCbMaps.push(cbMap);
        return () => {
            unregister();
            this.exclusiveCbMaps = this.exclusiveCbMaps.filter((map) => map !== cbMap);
            this.exclusiveCbMap = this.exclusiveCbMaps.at(-1) || null;
        };
    },
});
