import "@fontsource-variable/figtree/wght.css";
import "@fontsource-variable/fraunces/wght.css";
