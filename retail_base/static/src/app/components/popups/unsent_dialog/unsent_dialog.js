import {Component, useState} from "@odoo/owl";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {askApproval} from "@retail_base/app/utils/ask_approval";
import {describeError} from "@retail_base/app/utils/describe_error";
import {Dialog} from "@web/core/dialog/dialog";
import {_t} from "@web/core/l10n/translation";

/** The tickets that were paid here and that the server does not have yet. */
export class UnsentDialog extends Component {
    static template = "retail_base.UnsentDialog";
    static components = {Dialog};
    static props = {
        isClosing: {type: Boolean, optional: true},
        getPayload: {type: Function, optional: true},
        close: Function,
    };
    static defaultProps = {isClosing: false};

    setup() {
        this.pos = usePos();
        this.state = useState({messages: {}, error: "", busy: false});
    }

    get tickets() {
        return this.pos.getUnsentTickets();
    }

    get total() {
        return this.tickets.reduce((sum, order) => sum + order.priceIncl, 0);
    }

    get isOffline() {
        return this.pos.data.network.offline;
    }

    async sendAgain() {
        await this.runBusy(async () => {
            for (const order of this.tickets) {
                this.state.messages[order.uuid] =
                    await this.pos.sendWaitingTicket(order);
            }
        });
        this.finishIfSent();
    }

    async handOver() {
        const tickets = this.tickets;
        const approval = await askApproval(this.pos, {
            kind: "unsent_tickets",
            description: _t(
                "Continue without the tickets that were not sent. They go to the review list."
            ),
            amount: this.total,
            ticketUuid: tickets[0].uuid,
        });
        if (approval) {
            await this.runBusy(() => this.pos.handOverTickets(tickets));
            this.finishIfSent();
        }
    }

    async runBusy(action) {
        Object.assign(this.state, {busy: true, error: ""});
        try {
            await action();
        } catch (error) {
            this.state.error = describeError(error);
        } finally {
            this.state.busy = false;
        }
    }

    finishIfSent() {
        if (!this.tickets.length) {
            this.props.getPayload?.(true);
            this.props.close();
        }
    }
}
