import {useExternalListener} from "@odoo/owl";

/** Do something when the server answers again after the register was off line. */
export function useBackOnline(callback) {
    useExternalListener(window, "pos-network-online", callback);
}
