import { ImageOff } from "lucide-react";

/** The image beside a product name, hidden from screen readers. */
export function Thumbnail({ src, size = 40 }: { src: string | null; size?: number }) {
    return (
        <span className="thumbnail" style={{ width: size, height: size }}>
            {src ? (
                <img src={src} alt="" width={size} height={size} loading="lazy" />
            ) : (
                <ImageOff size={size / 2.5} aria-hidden />
            )}
        </span>
    );
}
