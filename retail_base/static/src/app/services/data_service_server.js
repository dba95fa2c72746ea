import {browser} from "@web/core/browser/browser";
import {ConnectionLostError, rpc} from "@web/core/network/rpc";
import {patch} from "@web/core/utils/patch";
import {PosData} from "@point_of_sale/app/services/data_service";
import {getRetryDelay, mayAskAgain} from "../utils/retry_delay";

/**
 * Core waits for the browser to be on line again. A server that was away while the
 * browser's own network was there is asked until it answers: then what waits is sent, and
 * what was begun goes on, as after any loss of the network.
 *
 * It is asked less and less often, but at once when the cashier does something, and soon
 * when it has answered anything else.
 */
patch(PosData.prototype, {
    async setup() {
        this.serverTries = 0;
        browser.addEventListener("pos-network-online", () => this.stopAsking());
        // Not when a finger goes down: what shows then would change below it.
        for (const act of ["click", "keydown"]) {
            browser.addEventListener(act, () => this.onCashierActs(), true);
        }
        return await super.setup(...arguments);
    },

    async execute() {
        try {
            const result = await super.execute(...arguments);
            this.onServerAnswers();
            return result;
        } catch (error) {
            if (error instanceof ConnectionLostError && !this.network.offline) {
                this.awaitServer();
            }
            throw error;
        }
    },

    awaitServer() {
        if (this.serverTimer) {
            return;
        }
        this.serverAskedAt = Date.now();
        this.serverTimer = browser.setTimeout(
            () => this.askServer(),
            getRetryDelay(this.serverTries++)
        );
    },

    /** What waits is sent soon: what the cashier has begun goes first. */
    onServerAnswers() {
        const isLongWait = this.serverTimer && this.serverTries > 1;
        this.serverTries = 0;
        if (isLongWait) {
            this.stopAsking();
            this.awaitServer();
        }
    },

    stopAsking() {
        browser.clearTimeout(this.serverTimer);
        this.serverTimer = null;
    },

    onCashierActs() {
        if (this.serverTimer && mayAskAgain(this.serverAskedAt)) {
            this.askServer();
        }
    },

    async askServer() {
        this.stopAsking();
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
