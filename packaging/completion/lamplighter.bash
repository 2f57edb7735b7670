# Completion of lamplighter for bash: asked of the program itself, once a shell, at the first TAB.
source <(lamplighter completion bash)
