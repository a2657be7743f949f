import { Badge } from "@mantine/core";
import { showNumber } from "../layout/texts";

const few = 10; // the shop's own default for low stock

export function StockMark({ stock, words = false }: { stock: number; words?: boolean }) {
    if (stock === 0) {
        return (
            <Badge variant="light" color="red" className="mark">
                Out of stock
            </Badge>
        );
    }
    return stock < few ? (
        <Badge variant="light" color="orange" className="mark">
            {stock} left
        </Badge>
    ) : (
        <span className="figure">{words ? `${showNumber(stock)} in stock` : showNumber(stock)}</span>
    );
}
