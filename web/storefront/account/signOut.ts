import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "react-router-dom";
import { got } from "../../shared/api";
import { api, session } from "../shop";

/** Ends the session at the shop; here it ends also where the shop cannot be reached. */
export function useSignOut() {
    const navigate = useNavigate();
    return useMutation({
        mutationFn: () => got(api.POST("/logout")),
        onSettled: () => {
            navigate("/");
            session.end();
        },
    });
}
