import {patch} from "@web/core/utils/patch";
import {putBackDeletions, readDeletions} from "./utils/unsent_ticket";
import {PosOrder} from "@point_of_sale/app/models/pos_order";

patch(PosOrder.prototype, {
    /**
     * Say whether this ticket was paid here and is not known to have arrived.
     *
     * A method, as getters of records are cached: a ticket that the server had as a
     * draft keeps its number, so only our own mark tells.
     */
    isUnsent() {
        return this.finalized && (!this.isSynced || Boolean(this.uiState?.isUnsent));
    },

    /** What may get lost on the way must be sent whole again: keep the commands. */
    serializeForORM(opts = {}) {
        return super.serializeForORM(
            this.isUnsent() ? {...opts, keepCommands: true} : opts
        );
    },

    /** After a reload nobody else knows what was taken off a ticket. */
    serializeState() {
        const state = super.serializeState();
        return this.isUnsent() ? {...state, deletions: readDeletions(this)} : state;
    },

    restoreState({deletions, ...state}) {
        super.restoreState(state);
        putBackDeletions(this, deletions || []);
    },
});
