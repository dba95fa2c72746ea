import {afterOpening} from "@retail_base/app/utils/after_opening";
import {ReviewDialog} from "@retail_base/app/components/popups/review_dialog/review_dialog";
import {PosStore} from "@point_of_sale/app/services/pos_store";
import {debounce} from "@web/core/utils/timing";
import {patch} from "@web/core/utils/patch";

/** What the server took, but put on the review list: nobody is held up by it. */
patch(PosStore.prototype, {
    async setup() {
        this.reviews = [];
        await super.setup(...arguments);
        // Many tickets may arrive at once, and messages come twice after off line.
        this.refreshReviewsSoon = debounce(() => this.refreshReviews(), 1000);
        this.data.connectWebSocket("RETAIL_REVIEWS", this.refreshReviewsSoon);
        afterOpening(() => this.refreshReviews());
    },

    /** Nobody waits for it: what fails is asked again with the next message. */
    async refreshReviews() {
        const reviews =
            !this.data.network.offline &&
            (await this.data.silentCall("retail.review", "read_open_from_ui", [
                this.config.id,
            ]));
        this.reviews = Array.isArray(reviews) ? reviews : this.reviews;
    },

    openReviews() {
        this.dialog.add(ReviewDialog, {});
    },
});
