import ArgumentParser

@main
struct Astrolabe: ParsableCommand {
}
