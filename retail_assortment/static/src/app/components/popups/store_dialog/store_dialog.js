import {Component, useEffect, useRef, useState} from "@odoo/owl";
import {splitWords} from "@retail_assortment/app/utils/product_rank";
import {Dialog} from "@web/core/dialog/dialog";
import {normalize} from "@web/core/l10n/utils";
import {useAutofocus, useService} from "@web/core/utils/hooks";

const MOST = 50;

/** Chooses a store: by a touch, or by typing a part of its name and Enter. */
export class StoreDialog extends Component {
    static template = "retail_assortment.StoreDialog";
    static components = {Dialog};
    static props = {
        stores: Array,
        current: {type: [Object, {value: null}], optional: true},
        choose: Function,
        close: Function,
    };

    setup() {
        this.ui = useService("ui");
        this.state = useState({text: "", active: 0});
        this.list = useRef("list");
        useAutofocus({refName: "text"});
        useEffect(
            () => {
                this.list.el
                    ?.querySelector(".active")
                    ?.scrollIntoView({block: "nearest"});
            },
            () => [this.state.active]
        );
    }

    get found() {
        const words = splitWords(this.state.text);
        const has = ({name, code}) => {
            const text = normalize(`${name} ${code || ""}`);
            return words.every((word) => text.includes(word));
        };
        return this.props.stores
            .filter(has)
            .sort((a, b) => a.name.localeCompare(b.name));
    }

    /** A chain may have a thousand: the others are found by typing. */
    get rows() {
        return this.found.slice(0, MOST);
    }

    get restCount() {
        return this.found.length - this.rows.length;
    }

    onInput() {
        this.state.active = 0;
    }

    onKeydown(event) {
        const last = this.rows.length - 1;
        const {active} = this.state;
        if (event.key === "Enter" && this.rows.length) {
            this.choose(this.rows[active]);
        } else if (event.key === "ArrowDown") {
            this.state.active = Math.min(active + 1, last);
        } else if (event.key === "ArrowUp") {
            this.state.active = Math.max(active - 1, 0);
        } else {
            return;
        }
        event.preventDefault();
    }

    choose(store) {
        this.props.choose(store);
        this.props.close();
    }
}
