import {browser} from "@web/core/browser/browser";
import {ConnectionLostError, rpc} from "@web/core/network/rpc";
import {patch} from "@web/core/utils/patch";
import {PosData} from "@point_of_sale/app/services/data_service";

const RETRY_MS = 3000;

/**
 * Core waits for the browser to be on line again. A server that was away while the
 * browser's own network was there is asked until it answers: then what waits is sent, and
 * what was begun goes on, as after any loss of the network.
 */
patch(PosData.prototype, {
    async execute() {
        try {
            return await super.execute(...arguments);
        } catch (error) {
            if (error instanceof ConnectionLostError && !this.network.offline) {
                this.awaitServer();
            }
            throw error;
        }
    },

    awaitServer() {
        browser.clearTimeout(this.serverTimer);
        this.serverTimer = browser.setTimeout(() => this.askServer(), RETRY_MS);
    },

    async askServer() {
        if (this.network.offline) {
            return;
        }
        try {
            await rpc("/pos/ping", {}, {silent: true});
            // As core does when the browser is on line again.
            await this.syncData();
        } catch (error) {
            if (error instanceof ConnectionLostError) {
                this.awaitServer();
            }
            return;
        }
        window.dispatchEvent(new CustomEvent("pos-network-online"));
    },
});
