import {ConnectionLostError} from "@web/core/network/rpc";
import {makeAwaitable} from "@point_of_sale/app/utils/make_awaitable_dialog";
import {PosStore} from "@point_of_sale/app/services/pos_store";
import {StockDialog} from "@retail_base/app/components/popups/stock_dialog/stock_dialog";
import {UnsentDialog} from "@retail_base/app/components/popups/unsent_dialog/unsent_dialog";
import {describeError} from "@retail_base/app/utils/describe_error";
import {logPosMessage} from "@point_of_sale/app/utils/pretty_console_log";
import {patch} from "@web/core/utils/patch";

/** When a ticket was paid, as text in UTC; one that is not paid comes last. */
const getPaidAt = (order) => (order.finalized && order.raw.date_order) || "9999";

patch(PosStore.prototype, {
    async setup() {
        // The ticket whose customer waits for the server's answer.
        this.interactiveTicketUuid = null;
        return await super.setup(...arguments);
    },

    /**
     * Override of `point_of_sale` to start off line although the address names a
     * ticket that this browser does not know: core asks the server for it, and takes
     * its silence for data that must be thrown away, unsent tickets included.
     */
    async handleUrlParams() {
        try {
            return await super.handleUrlParams(...arguments);
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
            const {page, params} = this.defaultPage;
            this.router.navigate(page, params);
        }
    },

    /** List the tickets that were paid here and are not known to have arrived. */
    getUnsentTickets() {
        return this.models["pos.order"].filter((order) => order.isUnsent());
    },

    isWaitingTicket(order) {
        return order.isUnsent() && order.uuid !== this.interactiveTicketUuid;
    },

    /** Tell the server which tickets it must not refuse any more. */
    getSyncAllOrdersContext(orders, options = {}) {
        const context = super.getSyncAllOrdersContext(...arguments);
        const [order] = orders;
        const mayRefuse = options.throw && !this.isWaitingTicket(order);
        return mayRefuse ? context : {...context, retail_silent: true};
    },

    /**
     * Send unsent tickets again, which core forgets after one failure.
     *
     * One of them that fails must not stop the ticket that is being paid now: they go
     * on their own, silently.
     */
    async syncAllOrders(options = {}) {
        const waiting = this.getUnsentTickets().filter((order) =>
            this.isWaitingTicket(order)
        );
        this.queueTickets(waiting);
        // Both begin now: a ticket waits neither for the disk nor for the network.
        const stored = this.storeTickets();
        try {
            if (options.orders) {
                return await super.syncAllOrders(...arguments);
            }
            const orders = this.getPendingTickets(options.throw);
            const result = await super.syncAllOrders({...options, orders});
            if (options.throw && waiting.length) {
                this.syncAllOrdersDebounced();
            }
            return result;
        } finally {
            await stored;
        }
    },

    /**
     * Write paid tickets to the browser's database when they are sent. Core waits until
     * nothing has changed for 0.3 s: the money is taken, the ticket could be lost.
     */
    async storeTickets() {
        const tickets = this.getUnsentTickets();
        const paid = tickets.find((order) => !this.isWaitingTicket(order));
        if (paid) {
            this.data.keepPaidTicket(paid);
        }
        if (tickets.length) {
            try {
                await this.data.synchronizeLocalDataInIndexedDB();
                this.data.forgetPaidTicket();
            } catch (error) {
                // A browser that stores nothing can still send.
                logPosMessage("Store", "storeTickets", error.message);
            }
        }
    },

    queueTickets(orders) {
        for (const order of orders) {
            // What the server has of it may be older, after a reload too.
            for (const record of [order, ...order.lines, ...order.payment_ids]) {
                record._dirty = true;
            }
            this.addPendingOrder([order.id]);
        }
    },

    /**
     * List what is to be sent: waiting tickets go silently, the one just paid does not.
     * The oldest goes first: after a reload they come in the order of their identifiers.
     */
    getPendingTickets(interactive) {
        const {orderToCreate, orderToUpdate} = this.getPendingOrder();
        return [...orderToCreate, ...orderToUpdate]
            .filter((order) =>
                interactive
                    ? !this.isWaitingTicket(order)
                    : order.uuid !== this.interactiveTicketUuid || !order.isUnsent()
            )
            .sort((one, other) => getPaidAt(one).localeCompare(getPaidAt(other)));
    },

    async postSyncAllOrders(orders) {
        const result = await super.postSyncAllOrders(...arguments);
        for (const order of orders.filter((synced) => synced.finalized)) {
            order.uiState.isUnsent = false;
            // It arrived: forget the commands that were kept to send it again.
            order.serializeForORM();
        }
        return result;
    },

    /** Do not leave or close the register while it holds the only copy of a ticket. */
    async pushOrdersWithClosingPopup() {
        const pushed = await super.pushOrdersWithClosingPopup(...arguments);
        return pushed && (await this.settleUnsentTickets());
    },

    /** Say so before the cash is counted. */
    async closeSession() {
        await this.syncAllOrders();
        if (await this.settleUnsentTickets()) {
            return await super.closeSession(...arguments);
        }
    },

    /** Return whether no unsent ticket is left, after the user did something about it. */
    async settleUnsentTickets() {
        if (!this.getUnsentTickets().length) {
            return true;
        }
        return Boolean(
            await makeAwaitable(this.dialog, UnsentDialog, {isClosing: true})
        );
    },

    /** Send one waiting ticket and return why it was not accepted, or "". */
    async sendWaitingTicket(order) {
        this.queueTickets([order]);
        try {
            await this.syncAllOrders({orders: [order], throw: true});
            return "";
        } catch (error) {
            return describeError(error);
        }
    },

    /**
     * Hand unsent tickets over to the server's review list and forget them here.
     *
     * @param {object[]} orders
     * @throws {RPCError} the server wants a manager's approval first
     */
    async handOverTickets(orders) {
        const tickets = orders.map((order) =>
            order.serializeForORM({keepCommands: true})
        );
        const uuids = await this.data.call("retail.review", "upload_from_ui", [
            this.config.id,
            tickets,
        ]);
        for (const order of orders.filter(({uuid}) => uuids.includes(uuid))) {
            this.removePendingOrder(order);
            this.data.localDeleteCascade(order);
        }
    },

    openUnsentTickets() {
        this.dialog.add(UnsentDialog, {});
    },

    /**
     * Show what the stores have of a product, or of the one that is scanned next.
     *
     * @param {object} [template] the `product.template`
     * @param {object} [product] the variant to begin with
     * @param {object} [line] the line of the cart that it is about
     */
    openStockDialog(template, product, line) {
        this.dialog.add(StockDialog, {template, product, line});
    },

    /** Return the ticket that the look-up adds to: the one at hand, or a new one. */
    getLookUpOrder() {
        const order = this.getOrder();
        return order && !order.finalized ? order : this.addNewOrder();
    },

    /**
     * Add a product that was looked up to the cart, and show the cart (IL-03).
     *
     * @param {object} product the variant
     * @param {object} [vals] further values of the line
     * @returns {Promise<object|undefined>} the line; none when it was refused
     */
    async addLookedUpProduct(product, vals = {}) {
        const order = this.getLookUpOrder();
        const line = await this.addLineToCurrentOrder(
            {product_id: product, product_tmpl_id: product.product_tmpl_id, ...vals},
            {
                presetVariant: product,
                // What makes no variant of its own is still asked for.
                forceVariantValue: product.product_template_variant_value_ids,
                hideAlwaysVariants: true,
            }
        );
        if (line && this.router.state.current !== "ProductScreen") {
            this.navigate("ProductScreen", {orderUuid: order.uuid});
        }
        return line;
    },
});
