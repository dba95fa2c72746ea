import {useBarcodeReader} from "@point_of_sale/app/hooks/barcode_reader_hook";

/**
 * While the component is there, whatever is scanned of a product comes to it alone.
 *
 * @param {Function} scan takes the parsed barcode
 */
export function useProductScanner(scan) {
    useBarcodeReader(
        {
            product: scan,
            quantity: scan,
            weight: scan,
            price: scan,
            gs1: (elements) => scan(elements.find(({type}) => type === "product")),
        },
        true
    );
}
