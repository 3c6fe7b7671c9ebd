// Proves that the styles work in the oldest target of package.json's browserslist, Chrome 69.
export default {
  plugins: ["stylelint-no-unsupported-browser-features"],
  rules: {
    "plugin/no-unsupported-browser-features": [
      true,
      {
        // Where these are missing nothing is lost: the media queries do not match, the hint does nothing.
        ignore: ["prefers-color-scheme", "prefers-reduced-motion", "css-media-interaction", "css-forced-colors"],
        ignorePartialSupport: true,
      },
    ],
    // caniuse has no entry for some of what Chrome 69 lacks.
    "property-disallowed-list": [
      "gap",
      "row-gap",
      "column-gap",
      "inset",
      "aspect-ratio",
      "accent-color",
      "/^inset-/",
      "/^margin-(inline|block)/",
      "/^padding-(inline|block)/",
    ],
    "selector-pseudo-class-disallowed-list": ["is", "where", "has", "focus-visible"],
    "function-disallowed-list": ["min", "max", "clamp", "color-mix", "oklch", "light-dark"],
    "unit-disallowed-list": ["rem", "dvh", "svh", "lvh"],
    "media-feature-range-notation": "prefix",
  },
};
