import HtmlWebpackPlugin from "html-webpack-plugin";

export default {
  entry: "./src/index.js",
  output: { filename: "[name].[contenthash].js", clean: true, trustedTypes: true },
  experiments: { css: true },
  plugins: [new HtmlWebpackPlugin({ template: "src/index.html" })],
};
