export { default } from "../issuer/not-found";
