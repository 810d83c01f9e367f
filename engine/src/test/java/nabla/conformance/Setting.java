package nabla.conformance;

/**
 * What the whole programs are given.
 *
 * @param datasets where their images and labels come from
 * @param wholeRuns whether they train all epochs; otherwise only the steps whose losses are recorded one by one
 */
public record Setting(Datasets datasets, boolean wholeRuns) {}
