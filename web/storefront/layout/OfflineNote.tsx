import { useNetwork } from "@mantine/hooks";
import classes from "./Layout.module.css";

/** Says so while the browser knows that it has no network. */
export function OfflineNote() {
    const { online } = useNetwork();
    return (
        <div role="status">
            {!online && <div className={classes.offline}>You are offline. The information shown may be out of date.</div>}
        </div>
    );
}
