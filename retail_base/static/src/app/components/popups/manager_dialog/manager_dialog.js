import {Component, onWillStart, useEffect, useState} from "@odoo/owl";
import {
    BACKSPACE,
    getButtons,
    Numpad,
    ZERO,
} from "@point_of_sale/app/components/numpad/numpad";
import {usePos} from "@point_of_sale/app/hooks/pos_hook";
import {uuidv4} from "@point_of_sale/utils";
import {describeError} from "@retail_base/app/utils/describe_error";
import {Dialog} from "@web/core/dialog/dialog";
import {_t} from "@web/core/l10n/translation";
import {useAutofocus, useBus, useService} from "@web/core/utils/hooks";

const CLEAR = {value: "Clear", text: "C"};

/** A manager says yes to what a cashier may not do alone: by badge, or name and PIN. */
export class ManagerDialog extends Component {
    static template = "retail_base.ManagerDialog";
    static components = {Dialog, Numpad};
    static props = {
        kind: String,
        description: String,
        amount: {type: Number, optional: true},
        ticketUuid: String,
        reasonKind: {type: String, optional: true},
        getPayload: Function,
        close: Function,
    };

    setup() {
        this.pos = usePos();
        this.ui = useService("ui");
        // Repeated after a lost answer, the same uuid gets the same approval.
        this.uuid = uuidv4();
        this.buttons = getButtons([CLEAR, ZERO, BACKSPACE]);
        this.state = useState({
            approvers: [],
            approver: null,
            reason: null,
            note: "",
            pin: "",
            message: "",
            busy: false,
        });
        useAutofocus({refName: "pin"});
        this.listenToScanner();
        onWillStart(() => this.loadApprovers());
    }

    /** A badge may be any code: take it raw, and keep it from the screen below. */
    listenToScanner() {
        const reader = useService("barcode_reader");
        const mute = new Proxy({}, {get: () => () => false});
        useEffect(
            () => reader?.register(mute, true),
            () => []
        );
        useBus(useService("barcode").bus, "barcode_scanned", ({detail}) =>
            this.approve({badge: detail.barcode})
        );
    }

    async loadApprovers() {
        try {
            this.state.approvers = await this.pos.data.call(
                "retail.approval",
                "get_approvers_from_ui",
                [this.pos.config.id]
            );
        } catch (error) {
            this.state.message = describeError(error);
        }
    }

    get reasons() {
        const reasons = this.pos.models["retail.reason.code"].filter(
            (reason) => reason.kind === this.props.reasonKind
        );
        return reasons.sort((a, b) => a.sequence - b.sequence);
    }

    get notePlaceholder() {
        return this.state.reason.note_required ? _t("Note (needed)") : _t("Note");
    }

    /** Say what is missing before a manager can be asked, or "". */
    get missing() {
        if (this.reasons.length && !this.state.reason) {
            return _t("Choose a reason.");
        }
        if (this.state.reason?.note_required && !this.state.note.trim()) {
            return _t("Write a note: this reason needs one.");
        }
        return "";
    }

    chooseApprover(approver) {
        const message = approver ? this.missing : "";
        Object.assign(this.state, {
            approver: message ? null : approver,
            pin: "",
            message,
        });
    }

    pressKey(key) {
        const {pin} = this.state;
        const changes = {Clear: "", Backspace: pin.slice(0, -1)};
        this.state.pin = changes[key] ?? pin + key;
    }

    confirmPin() {
        const {approver, pin} = this.state;
        // A scanner types into the field, too; only digits can be a PIN.
        const isBadge = !/^\d+$/.test(pin);
        this.approve(isBadge ? {badge: pin} : {login: approver.login, pin});
    }

    async approve(proof) {
        if (this.state.busy) {
            return;
        }
        if (this.missing) {
            this.state.message = this.missing;
            return;
        }
        Object.assign(this.state, {busy: true, message: ""});
        try {
            this.finish(await this.sendRequest(proof));
        } catch (error) {
            this.state.message = describeError(error);
        } finally {
            Object.assign(this.state, {busy: false, pin: ""});
        }
    }

    async sendRequest(proof) {
        const {kind, description, amount, ticketUuid} = this.props;
        return await this.pos.data.call("retail.approval", "approve_from_ui", [
            this.pos.config.id,
            {
                uuid: this.uuid,
                kind,
                description,
                amount: amount || 0,
                ticket_uuid: ticketUuid,
                reason_id: this.state.reason?.id || false,
                note: this.state.note,
                ...proof,
            },
        ]);
    }

    finish(answer) {
        if (!answer.ok) {
            this.state.message = answer.message;
            return;
        }
        this.props.getPayload({
            uuid: answer.uuid,
            approver: answer.approver,
            reasonId: this.state.reason?.id || false,
        });
        this.props.close();
    }
}
