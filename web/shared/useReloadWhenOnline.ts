import { useEffect } from "react";

/** A page whose code did not arrive is loaded again as soon as the browser has a network. */
export function useReloadWhenOnline(): void {
    useEffect(() => {
        const reload = () => window.location.reload();
        window.addEventListener("online", reload);
        return () => window.removeEventListener("online", reload);
    }, []);
}
