import {BarcodeParser} from "@barcodes/js/barcode_parser";
import {browser} from "@web/core/browser/browser";
import {ConnectionLostError} from "@web/core/network/rpc";
import {patch} from "@web/core/utils/patch";

patch(BarcodeParser, {
    /** Core leaves a register that starts off line without its scanner. */
    async fetchNomenclature(orm, id) {
        const key = `retail_nomenclature_${odoo.info?.db}_${id}`;
        try {
            const nomenclature = await super.fetchNomenclature(...arguments);
            browser.localStorage.setItem(key, JSON.stringify(nomenclature));
            return nomenclature;
        } catch (error) {
            const kept = browser.localStorage.getItem(key);
            if (!kept || !(error instanceof ConnectionLostError)) {
                throw error;
            }
            return JSON.parse(kept);
        }
    },
});
