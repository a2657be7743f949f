import { Anchor, Skeleton, Stack, Text } from "@mantine/core";
import { Link } from "react-router-dom";
import { ProblemNote } from "../../shared/ProblemNote";
import { May } from "../access";
import { PageHead } from "../layout/PageHead";
import { showChange, showTime } from "../layout/texts";
import { useNumberInPath } from "../layout/useNumberInPath";
import { type Column, DataTable } from "../lists/DataTable";
import { useAddress } from "../lists/useAddress";
import { useProduct } from "../products/products";
import { StockMark } from "../products/StockMark";
import { MovementForm } from "./MovementForm";
import { type Movement, reasonNames, useLedger } from "./stock";

const columns: Column<Movement>[] = [
    { label: "Date", isName: true, show: ({ at }) => showTime(at) },
    { label: "Reason", show: (movement) => <What movement={movement} /> },
    { label: "Note", show: ({ note }) => note ?? "–" },
    { label: "Change", align: "right", show: ({ change }) => <b className="figure">{showChange(change)}</b> },
];

function What({ movement: { reason, order_id } }: { movement: Movement }) {
    return (
        <>
            {reasonNames[reason]}
            {order_id !== null && (
                <>
                    {" "}
                    <Anchor component={Link} to={`/orders/${order_id}`} inherit underline="always">
                        Order {order_id}
                    </Anchor>
                </>
            )}
        </>
    );
}

/** Every change of a product's stock, which together are its stock. */
export function Page() {
    const id = useNumberInPath("id");
    const product = useProduct(id);
    const ledger = useLedger(id, useAddress().page);
    const up = { to: `/products/${id}`, label: product.data?.product.name ?? "Product" };
    if (product.error) {
        return (
            <Stack>
                <PageHead title="Stock history" up={up} />
                <ProblemNote error={product.error} onRetry={() => product.refetch()} />
            </Stack>
        );
    }
    return (
        <Stack>
            <PageHead
                title="Stock history"
                up={up}
                mark={product.data && <StockMark stock={product.data.product.stock} words />}
                about="Each row is one stock movement. Their sum is the quantity in stock."
            />
            <div className="with-aside">
                <div>
                    {product.data ? (
                        <DataTable
                            label="Stock history"
                            noun="movement"
                            columns={columns}
                            query={ledger}
                            keyOf={({ id: movement }) => movement}
                            empty={<Text>No stock movements yet.</Text>}
                        />
                    ) : (
                        <Skeleton height={240} />
                    )}
                </div>
                <May permission="stock:write">
                    <MovementForm id={id} />
                </May>
            </div>
        </Stack>
    );
}
