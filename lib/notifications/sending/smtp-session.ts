import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { HandOver } from "./provider";
import type { SmtpServer } from "./smtp-address";
import { judgeReply } from "./smtp-reply";

const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;

type Fault = { code?: string; responseCode?: number; command?: string; message: string; response?: string };

const faultOf = (error: Fault, handedOver: boolean) =>
  judgeReply({
    code: error.responseCode ?? null,
    command: error.command ?? "CONN",
    text: error.response || error.message,
    handedOver,
  });

/** A line to the server that has been greeted and signed in. */
export class SmtpSession {
  #connection: SMTPConnection;
  #isAlive = true;
  /** Ends the hand-over in progress when the line breaks and the library has no word for it. */
  #broken: ((text: string) => void) | null = null;

  private constructor(connection: SMTPConnection) {
    this.#connection = connection;
    const end = (text: string) => {
      this.#isAlive = false;
      this.#broken?.(text);
    };
    connection.on("error", (error: Error) => end(error.message));
    connection.on("end", () => end("The server closed the line."));
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** A session, or what kept it from coming about. */
  static open(server: SmtpServer): Promise<SmtpSession | HandOver> {
    const connection = new SMTPConnection({
      host: server.host,
      port: server.port,
      secure: server.secure,
      requireTLS: server.requireTls,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
    });
    return new Promise((resolve) => {
      const fail = (error: Fault) => {
        connection.close();
        resolve({ ...faultOf(error, false), resting: true });
      };
      connection.once("error", fail);
      const greeted = () => {
        connection.off("error", fail);
        resolve(new SmtpSession(connection));
      };
      connection.connect((error) => {
        if (error) return fail(error);
        if (!server.login) return greeted();
        connection.login({ user: server.login.user, credentials: server.login }, (refused) =>
          refused ? fail({ ...refused, message: refused.message, command: "AUTH" }) : greeted(),
        );
      });
    });
  }

  /**
   * Hands one message over. The content is read only once the server has asked for it (354), so that having read it to
   * its end means: the server may have it.
   */
  send(from: string, to: string, content: Buffer, limitMs: number): Promise<HandOver> {
    const body = Readable.from([content]);
    let handedOver = false;
    body.once("end", () => {
      handedOver = true;
    });
    return new Promise((resolve) => {
      const end = (outcome: HandOver) => {
        clearTimeout(timer);
        this.#broken = null;
        resolve(outcome);
      };
      const timer = setTimeout(() => {
        end(faultOf({ message: "The server took too long." }, handedOver));
        this.close();
      }, limitMs);
      this.#broken = (message) => end(faultOf({ message }, handedOver));
      this.#connection.send({ from, to: [to] }, body, (error, info) => {
        if (!error) return end({ result: "sent", reply: info?.response ?? "" });
        // A refusal of this one message leaves the line as it was; anything else has ended it.
        if (error.responseCode === undefined || error.responseCode === 421) this.close();
        end(faultOf(error, handedOver));
      });
    });
  }

  /** After a refusal: the next message begins anew. */
  reset(): Promise<void> {
    return new Promise((resolve) => {
      this.#connection.reset((error) => {
        if (error) this.close();
        resolve();
      });
    });
  }

  close(): void {
    this.#isAlive = false;
    this.#connection.close();
  }

  quit(): void {
    this.#isAlive = false;
    this.#connection.quit();
  }
}
