export { default } from "../issuer/layout";
