package io.desirepath.gateway.framing;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.impl.transports.JDKTransport;
import java.util.List;

/**
 * Vert.x' ordinary transport, with a {@link RequestInspector} in front of the HTTP decoder of each connection that is
 * accepted. Vert.x finds it as a service provider if {@code quarkus.vertx.prefer-native-transport} is set; {@link
 * InspectionCheck} makes sure that it did.
 */
public final class InspectingTransport extends JDKTransport {

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        if (domainSocket) {
            throw new IllegalArgumentException("domain sockets are not supported");
        }
        return InspectingServerChannel::new;
    }

    private static final class InspectingServerChannel extends NioServerSocketChannel {

        @Override
        protected int doReadMessages(List<Object> accepted) throws Exception {
            int before = accepted.size();
            int result = super.doReadMessages(accepted);
            for (Object connection : accepted.subList(before, accepted.size())) {
                ((Channel) connection).pipeline().addLast(new Installer());
            }
            return result;
        }
    }

    /** Waits for the first bytes: by then it is known whether they are encrypted. */
    private static final class Installer extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            ChannelHandlerContext tls = context.pipeline().context(SslHandler.class);
            String behind = tls == null ? context.name() : tls.name();
            context.pipeline().addAfter(behind, "request-inspector", new RequestInspector());
            context.fireChannelRead(bytes);
            context.pipeline().remove(this);
        }
    }
}
