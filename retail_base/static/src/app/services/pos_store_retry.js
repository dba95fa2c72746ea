import {PosStore} from "@point_of_sale/app/services/pos_store";
import {browser} from "@web/core/browser/browser";
import {patch} from "@web/core/utils/patch";

const RETRY_MS = 60000;

/** A server that was away does not say that it is back, unlike the browser's network. */
patch(PosStore.prototype, {
    async syncAllOrders() {
        try {
            return await super.syncAllOrders(...arguments);
        } finally {
            this.retryUnsentTickets();
        }
    },

    retryUnsentTickets() {
        browser.clearTimeout(this.unsentRetry);
        if (this.getUnsentTickets().length) {
            this.unsentRetry = browser.setTimeout(() => this.syncAllOrders(), RETRY_MS);
        }
    },
});
