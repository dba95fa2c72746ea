import {_t} from "@web/core/l10n/translation";
import {ConnectionLostError} from "@web/core/network/rpc";
import {uuidv4} from "@point_of_sale/utils";
import {describeError} from "@retail_base/app/utils/describe_error";

/** Charges authorised cards; what was asked and not answered is asked again (DP-12). */
export class CardCharge {
    /** @param {(charge: object) => Promise<{message: string}>} call asks the server */
    constructor(call) {
        this.call = call;
        this.pending = null;
    }

    /**
     * @param {object} values "pickup_uuid", "quantities" and "card_ids"
     * @returns {Promise<string>} why a card was not charged; empty when all is well
     */
    async send(values) {
        // Asked again with the same words, the server charges nothing twice.
        this.pending = this.pending || {uuid: uuidv4(), ...values};
        try {
            const {message} = await this.call(this.pending);
            this.pending = null;
            return message;
        } catch (error) {
            if (error instanceof ConnectionLostError) {
                return _t(
                    "It is not known whether the card was charged. Press again when the network is back: nothing is charged twice."
                );
            }
            this.pending = null;
            return describeError(error);
        }
    }
}
