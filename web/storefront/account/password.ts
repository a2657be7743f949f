/** What is wrong with a new password, as the shop would say it. */
export function passwordFault(password: string): string | null {
    const bytes = new TextEncoder().encode(password).length;
    if (bytes < 8) return "At least 8 characters, please";
    return bytes > 256 ? "That is too long" : null;
}
